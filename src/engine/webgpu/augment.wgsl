const THREADS = 256u;
const SIDE = 32u;
const PIXELS = SIDE * SIDE;
const EACH = PIXELS / THREADS;
/** Of an image: planar bytes, four to a word, or planar floats. */
const WORDS = select(3 * PIXELS / 4, 3 * PIXELS, FLOATS);
/** Numbers of a view in `drawn`. */
const PARAMETERS = 10u;
/** ITU-R BT.601, with torchvision's digits. */
const LUMA = vec3f(0.2989, 0.587, 0.114);

struct Given {
  mean: vec3f,
  /** In `images`. */
  firstImage: u32,
  deviation: vec3f,
  /** In `drawn`. */
  firstNumber: u32,
}

@group(0) @binding(0) var<storage, read> words: array<u32>;
@group(0) @binding(1) var<storage, read> images: array<f32>;
@group(0) @binding(2) var<storage, read> drawn: array<f32>;
@group(0) @binding(3) var<storage, read_write> views: array<f32>;
@group(0) @binding(4) var<uniform> given: Given;

/** Two neighbouring rows or columns of the source, and the second one's weight. */
struct Sample {
  low: u32,
  high: u32,
  weight: f32,
}

/** Half-pixel centres, clamped to the crop as bilinear resizing of the cut-out piece clamps them. */
fn sample(pixel: u32, start: f32, size: f32) -> Sample {
  let centre = clamp((f32(pixel) + 0.5) * size / f32(SIDE) - 0.5, 0, size - 1);
  let low = floor(centre);
  return Sample(u32(start + low), u32(start + min(low + 1, size - 1)), centre - low);
}

fn colourAt(image: u32, row: u32, column: u32) -> vec3f {
  let pixel = row * SIDE + column;
  if (FLOATS) {
    let at = image * WORDS + pixel;
    return bitcast<vec3f>(vec3u(words[at], words[at + PIXELS], words[at + 2 * PIXELS]));
  }
  let word = image * WORDS + pixel / 4;
  let plane = PIXELS / 4;
  let bytes = vec3u(words[word], words[word + plane], words[word + 2 * plane]);
  return vec3f(extractBits(bytes, 8 * (pixel % 4), 8)) / 255;
}

fn clip(colour: vec3f) -> vec3f {
  return clamp(colour, vec3f(0), vec3f(1));
}

/** Turns the hue by `turns` of the colour circle, in HSV. */
fn turned(colour: vec3f, turns: f32) -> vec3f {
  let highest = max(max(colour.r, colour.g), colour.b);
  let chroma = highest - min(min(colour.r, colour.g), colour.b);
  if (chroma == 0) {
    return colour;
  }
  var sixths = (colour.r - colour.g) / chroma + 4;
  if (highest == colour.r) {
    sixths = (colour.g - colour.b) / chroma;
  } else if (highest == colour.g) {
    sixths = (colour.b - colour.r) / chroma + 2;
  }
  let shifted = vec3f(5, 3, 1) + sixths + 6 * turns;
  let k = shifted - 6 * floor(shifted / 6);
  return highest - chroma * clip(2 - abs(k - 2));
}

var<workgroup> threadSums: array<f32, THREADS>;
var<workgroup> partSums: array<f32, 16>;

/** Sum over the threads, for each of them: sixteen by sixteen. */
fn total(own: f32, thread: u32) -> f32 {
  threadSums[thread] = own;
  workgroupBarrier();
  if (thread < 16) {
    var part = 0.0;
    for (var other = 16 * thread; other < 16 * thread + 16; other++) {
      part += threadSums[other];
    }
    partSums[thread] = part;
  }
  workgroupBarrier();
  var sum = 0.0;
  for (var part = 0; part < 16; part++) {
    sum += partSums[part];
  }
  return sum;
}

/** One view per workgroup. */
@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let view = group.x;
  let image = u32(images[given.firstImage + view]);
  let at = given.firstNumber + view * PARAMETERS;
  let start = vec2f(drawn[at], drawn[at + 1]);
  let size = vec2f(drawn[at + 2], drawn[at + 3]);
  let isFlipped = drawn[at + 4] != 0;
  let brightness = drawn[at + 5];
  let contrast = drawn[at + 6];
  let saturation = drawn[at + 7];
  let hue = drawn[at + 8];
  let isGrey = drawn[at + 9] != 0;

  var bright: array<vec3f, EACH>;
  var lumaSum = 0.0;
  for (var index = 0u; index < EACH; index++) {
    let pixel = index * THREADS + thread;
    let column = pixel % SIDE;
    let y = sample(pixel / SIDE, start.x, size.x);
    let x = sample(select(column, SIDE - 1 - column, isFlipped), start.y, size.y);
    let upper = mix(colourAt(image, y.low, x.low), colourAt(image, y.low, x.high), x.weight);
    let lower = mix(colourAt(image, y.high, x.low), colourAt(image, y.high, x.high), x.weight);
    bright[index] = clip(mix(upper, lower, y.weight) * brightness);
    lumaSum += dot(bright[index], LUMA);
  }
  let average = total(lumaSum, thread) / f32(PIXELS);

  for (var index = 0u; index < EACH; index++) {
    let contrasted = clip(contrast * bright[index] + (1 - contrast) * average);
    let saturated = clip(saturation * contrasted + (1 - saturation) * dot(contrasted, LUMA));
    let coloured = turned(saturated, hue);
    let shown = select(coloured, vec3f(dot(coloured, LUMA)), isGrey);
    let normalized = (shown - given.mean) / given.deviation;
    let to = 3 * (view * PIXELS + index * THREADS + thread);
    views[to] = normalized.r;
    views[to + 1] = normalized.g;
    views[to + 2] = normalized.b;
  }
}
