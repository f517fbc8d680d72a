struct Given {
  weightDecay: f32,
  momentum: f32,
  count: u32,
  /** Of the learning rate in `scalars`. */
  offset: u32,
}

@group(0) @binding(0) var<storage, read_write> parameters: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read_write> velocity: array<f32>;
@group(0) @binding(3) var<storage, read> scalars: array<f32>;
@group(0) @binding(4) var<uniform> given: Given;

fn update(at: u32) {
  let rate = scalars[given.offset];
  let weight = parameters[at];
  let decayed = gradient[at] + given.weightDecay * weight;
  let moved = given.momentum * velocity[at] + decayed;
  velocity[at] = moved;
  parameters[at] = weight - rate * select(moved, decayed + given.momentum * moved, NESTEROV);
}
