/** Σ g and, per term, Σ g · x̂: what the gradient through the statistics needs of a channel. */
struct Sums {
  gradient: V,
  first: V,
  second: V,
}

fn added(a: Sums, b: Sums) -> Sums {
  return Sums(a.gradient + b.gradient, a.first + b.first, a.second + b.second);
}
