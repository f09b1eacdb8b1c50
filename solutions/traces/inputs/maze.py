"""Digs mazes, finds the shortest way out of each, and prints them."""
import collections
import heapq

SIDE = 31


class Maze:
    def __init__(self, seed):
        self.state = seed
        self.open = {(1, 1)}
        self.dig()

    def random(self, below):
        self.state = self.state * 16807 % 2147483647
        return self.state % below

    def dig(self):
        path = [(1, 1)]
        while path:
            x, y = path[-1]
            ways = [
                (x + dx, y + dy, x + 2 * dx, y + 2 * dy)
                for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
                if 0 < x + 2 * dx < SIDE and 0 < y + 2 * dy < SIDE
                and (x + 2 * dx, y + 2 * dy) not in self.open
            ]
            if not ways:
                path.pop()
                continue
            wx, wy, nx, ny = ways[self.random(len(ways))]
            self.open |= {(wx, wy), (nx, ny)}
            path.append((nx, ny))

    def neighbours(self, place):
        x, y = place
        for step in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if step in self.open:
                yield step

    def solve(self, goal):
        seen = {}
        waiting = [(0, (1, 1), None)]
        while waiting:
            cost, place, before = heapq.heappop(waiting)
            if place in seen:
                continue
            seen[place] = before
            if place == goal:
                break
            for step in self.neighbours(place):
                guess = abs(goal[0] - step[0]) + abs(goal[1] - step[1])
                heapq.heappush(waiting, (cost + 1 + guess, step, place))
        way = collections.deque()
        while goal is not None:
            way.appendleft(goal)
            goal = seen[goal]
        return way


def main():
    for seed in range(1, 9):
        maze = Maze(seed * 4711)
        way = set(maze.solve((SIDE - 2, SIDE - 2)))
        rows = []
        for y in range(SIDE):
            row = ["." if (x, y) in way else " " if (x, y) in maze.open else "#"
                   for x in range(SIDE)]
            rows.append("".join(row))
        print("\n".join(rows), len(way), sep="\n")


main()
