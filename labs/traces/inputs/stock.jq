# What is on which shelf, what it is worth, and what must be ordered.
def worth: .price * .stock.count;
{
  shelves: (group_by(.stock.shelf) | map({
    shelf: .[0].stock.shelf,
    items: map(.name) | sort,
    worth: (map(worth) | add)
  }) | sort_by(-.worth)),
  tags: (reduce .[] as $item ({}; reduce $item.tags[] as $tag (.; .[$tag] += 1))
    | to_entries | sort_by(-.value) | map("\(.key)=\(.value)")),
  order: [.[] | select(.stock.count < 4) | {id, name, missing: (10 - .stock.count)}]
}
