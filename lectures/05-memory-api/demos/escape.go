package main

// [kept
type pair struct{ left, right int }

// The pair dies here: the compiler puts it into the frame.
func sum() int {
	p := new(pair)
	p.left, p.right = 3, 4
	return p.left + p.right
}

// The pair lives on: the compiler moves it to the heap.
func makePair() *pair {
	p := pair{3, 4}
	return &p
}

// kept]

// [grown
// A size that is known late: to the heap, although nobody keeps it.
func zeros(count int) int {
	list := make([]byte, count)
	return len(list)
}

// grown]

func main() {
	println(sum(), makePair().left, zeros(5))
}
