struct Given {
  rows: u32,
  /** Of a row, over all tasks. */
  columns: u32,
  images: u32,
  /** In `labels`. */
  firstLabel: u32,
  /** Classes of each task, four to a vector. */
  classes: array<vec4u, CLASS_VECTORS>,
}

@group(0) @binding(0) var<storage, read> logits: array<f32>;
@group(0) @binding(1) var<storage, read> labels: array<f32>;
@group(0) @binding(2) var<storage, read_write> errors: array<f32>;
@group(0) @binding(3) var<uniform> given: Given;

fn classesOf(task: u32) -> u32 {
  return given.classes[task / 4][task % 4];
}

/** One thread per row and task: group.y is the task. */
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  let task = id.y;
  if (row >= given.rows) {
    return;
  }
  var first = row * given.columns;
  for (var earlier = 0u; earlier < task; earlier++) {
    first += classesOf(earlier);
  }
  let end = first + classesOf(task);
  var highest = logits[first];
  for (var at = first + 1; at < end; at++) {
    highest = max(highest, logits[at]);
  }
  var total = 0.0;
  for (var at = first; at < end; at++) {
    total += exp(logits[at] - highest);
  }
  let right = first + u32(labels[given.firstLabel + task * given.images + row % given.images]);
  for (var at = first; at < end; at++) {
    errors[at] = (exp(logits[at] - highest) / total - select(0.0, 1.0, at == right)) / f32(given.rows);
  }
}
