struct Given {
  weightDecay: f32,
  beta1: f32,
  beta2: f32,
  /** 1 − β, rounded once: float32 would lose half the digits of 1 − 0.999. */
  newMean: f32,
  newSquare: f32,
  epsilon: f32,
  count: u32,
  /** Of the learning rate in `scalars`; the corrections of mean and root follow. */
  offset: u32,
}

@group(0) @binding(0) var<storage, read_write> parameters: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read_write> mean: array<f32>;
@group(0) @binding(3) var<storage, read_write> square: array<f32>;
@group(0) @binding(4) var<storage, read> scalars: array<f32>;
@group(0) @binding(5) var<uniform> given: Given;

fn update(at: u32) {
  let rate = scalars[given.offset];
  let meanCorrection = scalars[given.offset + 1];
  let rootCorrection = scalars[given.offset + 2];
  let g = gradient[at];
  let m = given.beta1 * mean[at] + given.newMean * g;
  let s = given.beta2 * square[at] + given.newSquare * g * g;
  mean[at] = m;
  square[at] = s;
  let direction = m * meanCorrection / (sqrt(s) * rootCorrection + given.epsilon);
  parameters[at] = parameters[at] * (1 - rate * given.weightDecay) - rate * direction;
}
