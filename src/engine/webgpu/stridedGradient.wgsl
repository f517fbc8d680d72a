// The input gradient of a 3×3 convolution at stride 2, gathered: one thread computes the 2·ROWS × 2·COLUMNS pixels of 4 · QUADS
// channels of dx that lie around ROWS × COLUMNS pixels of dy. Along either axis, pixel 2r sees dy[r] through tap 1, and
// pixel 2r + 1 sees dy[r + 1] through tap 0 and dy[r] through tap 2.

struct Shape {
  // Of dy.
  height: u32, width: u32, outputs: u32,
  // Of dx.
  mapHeight: u32, mapWidth: u32, inputs: u32,
  // Of the filter.
  offset: u32, rowStride: u32,
  // Tiles of pixels in dy's width, height and in all, and with those of channels.
  across: u32, down: u32, perQuads: u32, tiles: u32,
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) thread: u32) {
  let tile = (group.y * groups.x + group.x) * THREADS + thread;
  if (tile >= shape.tiles) { return; }
  let firstInput = tile / shape.perQuads * (4u * QUADS);
  let place = tile % shape.perQuads;
  let column = place % shape.across * COLUMNS;
  let row = place / shape.across % shape.down * ROWS;
  let image = place / shape.across / shape.down;
  let outputs = shape.outputs;

  //#each j SEEN_ROWS
  let inside_$(j) = row + $(j)u < shape.height;
  let row_$(j) = ((image * shape.height + row + $(j)u) * shape.width + column) * outputs;
  //#end
  //#each i SEEN_COLUMNS
  let within_$(i) = column + $(i)u < shape.width;
  //#end
  //#each r ROWS, p COLUMNS, y 2, x 2, q QUADS
  var sum_$(r)_$(p)_$(y)_$(x)_$(q) = vec4f();
  //#end

  for (var k = 0u; k < outputs; k += 4u) {
    //#each j SEEN_ROWS, i SEEN_COLUMNS
    let dy_$(j)_$(i) = select(vec4f(), dyFrom(row_$(j) + k + $(i)u * outputs, outputs - k), inside_$(j) && within_$(i));
    //#end
    //#each ky 3, kx 3, q QUADS
    {
      //#each e 4
      let line_$(e) = $(3 * ky + kx)u * shape.inputs + firstInput + $(4 * q + e)u;
      let w_$(e) = weightsFrom(shape.offset + line_$(e) * shape.rowStride + k, outputs - k);
      //#end
      let w = mat4x4f(w_0, w_1, w_2, w_3);
      //#each r ROWS, p COLUMNS
      sum_$(r)_$(p)_$(1 - ky % 2)_$(1 - kx % 2)_$(q) += dy_$(r + 1 - ky + ky / 2)_$(p + 1 - kx + kx / 2) * w;
      //#end
    }
    //#end
  }

  //#each r ROWS, p COLUMNS, y 2, x 2
  if (2u * row + $(2 * r + y)u < shape.mapHeight && 2u * column + $(2 * p + x)u < shape.mapWidth) {
    let pixel = (image * shape.mapHeight + 2u * row + $(2 * r + y)u) * shape.mapWidth + 2u * column + $(2 * p + x)u;
    //#each q QUADS
    {
      let input = firstInput + $(4 * q)u;
      if (input < shape.inputs) { dxSet(pixel * shape.inputs + input, shape.inputs - input, sum_$(r)_$(p)_$(y)_$(x)_$(q)); }
    }
    //#end
  }
  //#end
}
