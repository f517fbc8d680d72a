// One thread computes ROWS × COLUMNS pixels of 4 · QUADS channels of
//   y[pixel, o] = Σ over taps and channels k of x[pixel · STRIDE + tap − PAD, k] · w[tap, k, o]
// from registers alone. Pixels beside each other in a row share what they read of x. TRANSPOSED: w[tap, k, o] is the filter's weight
// (last tap − tap, o, k), which makes it the input gradient at stride 1. SPREAD: y lies on every second pixel only.

struct Shape {
  height: u32, width: u32, channels: u32,
  outHeight: u32, outWidth: u32, outChannels: u32,
  // Of the filter: where it begins, from row to row, and rows per tap.
  offset: u32, rowStride: u32, rows: u32,
  biasOffset: u32,
  // Tiles of pixels in y's width, height and in all, and with those of channels.
  across: u32, down: u32, perQuads: u32, tiles: u32,
  // Of the map that y lies in.
  mapHeight: u32, mapWidth: u32,
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) thread: u32) {
  let tile = (group.y * groups.x + group.x) * THREADS + thread;
  if (tile >= shape.tiles) { return; }
  let firstOut = tile / shape.perQuads * (4u * QUADS);
  let place = tile % shape.perQuads;
  let column = place % shape.across * COLUMNS;
  let row = place / shape.across % shape.down * ROWS;
  let image = place / shape.across / shape.down;
  let channels = shape.channels;

  //#each i SEEN_COLUMNS
  let within_$(i) = column * STRIDE + $(i * SPACING)u - PAD < shape.width;
  //#end

  //#each q QUADS
  //#if BIAS
  let start_$(q) = biasFrom(shape.biasOffset + firstOut + $(4 * q)u, shape.outChannels - firstOut - $(4 * q)u);
  //#end
  //#if !BIAS
  let start_$(q) = vec4f();
  //#end
  //#each r ROWS, p COLUMNS
  var sum_$(r)_$(p)_$(q) = start_$(q);
  //#end
  //#end

  // Over the rows of taps in a loop, which costs the reads that they could share: the text is long enough to compile as it is.
  for (var ky = 0u; ky < SIZE; ky++) {
    //#each r ROWS
    let seen_$(r) = (row + $(r)u) * STRIDE + ky - PAD;
    let inside_$(r) = seen_$(r) < shape.height;
    let row_$(r) = ((image * shape.height + seen_$(r)) * shape.width + column * STRIDE - PAD) * channels;
    //#end
    //#if TRANSPOSED
    let tapRow = SIZE - 1u - ky;
    //#end
    //#if !TRANSPOSED
    let tapRow = ky;
    //#end
    for (var k = 0u; k < channels; k += 4u) {
      //#each r ROWS, i SEEN_COLUMNS
      let x_$(r)_$(i) = select(vec4f(), xFrom(row_$(r) + k + $(i * SPACING)u * channels, channels - k), inside_$(r) && within_$(i));
      //#end
      //#each kx SIZE, q QUADS
      {
        //#each e 4
        //#if TRANSPOSED
        let line_$(e) = (tapRow * SIZE + $(SIZE - 1 - kx)u) * shape.rows + firstOut + $(4 * q + e)u;
        let w_$(e) = weightsFrom(shape.offset + line_$(e) * shape.rowStride + k, channels - k);
        //#end
        //#if !TRANSPOSED
        // Where the channels end within a quad, x is 0 and any weight will do.
        let line_$(e) = (tapRow * SIZE + $(kx)u) * shape.rows + min(k + $(e)u, channels - 1u);
        let w_$(e) = weightsFrom(shape.offset + line_$(e) * shape.rowStride + firstOut + $(4 * q)u, shape.outChannels - firstOut - $(4 * q)u);
        //#end
        //#end
        let w = mat4x4f(w_0, w_1, w_2, w_3);
        //#each r ROWS, p COLUMNS
        //#if TRANSPOSED
        sum_$(r)_$(p)_$(q) += x_$(r)_$(p * REACH + kx) * w;
        //#end
        //#if !TRANSPOSED
        sum_$(r)_$(p)_$(q) += w * x_$(r)_$(p * REACH + kx);
        //#end
        //#end
      }
      //#end
    }
  }

  //#each r ROWS, p COLUMNS
  if (row + $(r)u < shape.outHeight && column + $(p)u < shape.outWidth) {
    let pixel = (image * shape.mapHeight + (row + $(r)u) * SPREAD) * shape.mapWidth + (column + $(p)u) * SPREAD;
    //#each q QUADS
    {
      let out = firstOut + $(4 * q)u;
      if (out < shape.outChannels) {
        ySet(pixel * shape.outChannels + out, shape.outChannels - out, sum_$(r)_$(p)_$(q));
        //#if CLEAR
        let right = (column + $(p)u) * SPREAD + 1u < shape.mapWidth;
        let below = (row + $(r)u) * SPREAD + 1u < shape.mapHeight;
        if (right) { ySet((pixel + 1u) * shape.outChannels + out, shape.outChannels - out, vec4f()); }
        if (below) { ySet((pixel + shape.mapWidth) * shape.outChannels + out, shape.outChannels - out, vec4f()); }
        if (right && below) { ySet((pixel + shape.mapWidth + 1u) * shape.outChannels + out, shape.outChannels - out, vec4f()); }
        //#end
      }
    }
    //#end
  }
  //#end
}
