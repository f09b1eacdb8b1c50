// clang-format off
// An order book: who wants to buy how much, and at which price.
#include <cstddef>
#include <cstdio>
#include <vector>

struct Order {
  int price;
  int amount;
};

constexpr Order arriving[] = {
    //! rows 4 16 price amount
    {$price, $amount},
    //! end
};

//! shuffle
std::vector<Order> begin_book() {
  std::vector<Order> orders;
  //! unless late=1 allocated
  orders.reserve(std::size(arriving));
  //! when late=1 allocated
  orders.reserve(std::size(arriving) + 1);
  for (const Order& order : arriving) orders.push_back(order);
  //! when late=1
  orders.push_back({1, 1});
  return orders;
}

//! and
// The best order is split: a part of it comes back as an order of its own.
int split_best(std::vector<Order>& orders) {
  Order* best = &orders.front();
  for (Order& order : orders)
    if (order.price > best->price) best = &order;
  const int half = best->amount / 2;
  //! unless site=0
  best->amount -= half;
  orders.push_back({best->price, half});
  //! when site=0 guilty
  best->amount -= half;
  return half;
}

//! and
// Each large order is doubled, at a lower price.
int double_large(std::vector<Order>& orders) {
  int doubled = 0;
  //! when site=1
  auto at = orders.begin();
  //! when site=1
  for (std::size_t left = orders.size(); left > 0; --left, ++at) {
  //! when site=1
    if (at->amount < $large) continue;
  //! when site=1
    orders.push_back({at->price - 1, 1});
  //! when site=1 guilty
    doubled += at->amount;
  //! unless site=1
  const std::size_t count = orders.size();
  //! unless site=1
  for (std::size_t at = 0; at < count; ++at) {
  //! unless site=1
    if (orders[at].amount < $large) continue;
  //! unless site=1
    orders.push_back({orders[at].price - 1, 1});
  //! unless site=1
    doubled += orders[at].amount;
  }
  return doubled;
}

//! end
int main() {
  std::vector<Order> orders = begin_book();
  //! when site=0
  const int half = split_best(orders);
  const int doubled = double_large(orders);
  //! when site=1
  const int half = split_best(orders);
  std::printf("%d and %d, %zu orders\n", half, doubled, orders.size());
}
