struct Given {
  count: u32,
  averageOffset: u32,
  valuesOffset: u32,
  shareOffset: u32,
}

@group(0) @binding(0) var<storage, read_write> average: array<f32>;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> share: array<f32>;
@group(0) @binding(3) var<uniform> given: Given;

fn update(at: u32) {
  let old = average[given.averageOffset + at];
  average[given.averageOffset + at] = old + share[given.shareOffset] * (values[given.valuesOffset + at] - old);
}
