// One thread computes the gradients of the weights of SIZE × SIZE taps, 4 · IN_QUADS inputs and 4 · OUT_QUADS outputs,
//   dw[tap, i, o] = Σ over pixels of x[pixel · STRIDE + tap − PAD, i] · dy[pixel, o],
// over a share of the pixels, in runs of COLUMNS pixels of a row that share what they read of x. A reduction adds the shares.

struct Shape {
  height: u32, width: u32, inputs: u32,
  outHeight: u32, outWidth: u32, outputs: u32,
  // Runs in a row, in all, and per share.
  across: u32, runs: u32, perShare: u32,
  // Tiles of inputs, and tiles of weights.
  inTiles: u32, tiles: u32, threads: u32,
  // Of the result: where it begins, from row to row, from share to share.
  offset: u32, rowStride: u32, shareStride: u32,
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) thread: u32) {
  let index = (group.y * groups.x + group.x) * THREADS + thread;
  if (index >= shape.threads) { return; }
  let share = index / shape.tiles;
  let tile = index % shape.tiles;
  let firstIn = tile % shape.inTiles * (4u * IN_QUADS);
  let firstOut = tile / shape.inTiles * (4u * OUT_QUADS);

  //#each ky SIZE, kx SIZE, a IN_QUADS, b OUT_QUADS
  var sum_$(ky)_$(kx)_$(a)_$(b) = mat4x4f();
  //#end

  let end = min((share + 1u) * shape.perShare, shape.runs);
  for (var run = share * shape.perShare; run < end; run++) {
    let column = run % shape.across * COLUMNS;
    let row = run / shape.across % shape.outHeight;
    let image = run / shape.across / shape.outHeight;

    //#each p COLUMNS
    let within_$(p) = column + $(p)u < shape.outWidth;
    //#end
    let dyAt = ((image * shape.outHeight + row) * shape.outWidth + column) * shape.outputs + firstOut;
    //#each b OUT_QUADS, p COLUMNS
    let dy_$(b)_$(p) = select(vec4f(), dyFrom(dyAt + $(p)u * shape.outputs + $(4 * b)u, shape.outputs - firstOut - $(4 * b)u), within_$(p));
    //#end

    //#each i SEEN_COLUMNS
    let seen_$(i) = column * STRIDE + $(i * SPACING)u - PAD < shape.width;
    //#end
    //#each ky SIZE
    {
      let xRow = row * STRIDE + $(ky)u - PAD;
      let inside = xRow < shape.height;
      let xAt = ((image * shape.height + xRow) * shape.width + column * STRIDE - PAD) * shape.inputs + firstIn;
      //#each a IN_QUADS
      {
        //#each i SEEN_COLUMNS
        let x_$(i) = select(vec4f(), xFrom(xAt + $(i * SPACING)u * shape.inputs + $(4 * a)u, shape.inputs - firstIn - $(4 * a)u), inside && seen_$(i));
        //#end
        //#each kx SIZE
        {
          //#each g COLUMNS / 4
          {
            let inputs = transpose(mat4x4f(x_$(g * 4 * REACH + kx), x_$(g * 4 * REACH + REACH + kx), x_$(g * 4 * REACH + 2 * REACH + kx), x_$(g * 4 * REACH + 3 * REACH + kx)));
            //#each b OUT_QUADS
            sum_$(ky)_$(kx)_$(a)_$(b) += mat4x4f(dy_$(b)_$(4 * g), dy_$(b)_$(4 * g + 1), dy_$(b)_$(4 * g + 2), dy_$(b)_$(4 * g + 3)) * inputs;
            //#end
          }
          //#end
        }
        //#end
      }
      //#end
    }
    //#end
  }

  //#each ky SIZE, kx SIZE, a IN_QUADS, e 4
  if (firstIn + $(4 * a + e)u < shape.inputs) {
    let at = shape.offset + share * shape.shareStride + ($(ky * SIZE + kx)u * shape.inputs + firstIn + $(4 * a + e)u) * shape.rowStride + firstOut;
    //#each b OUT_QUADS
    if (firstOut + $(4 * b)u < shape.outputs) { gradientSet(at + $(4 * b)u, shape.outputs - firstOut - $(4 * b)u, sum_$(ky)_$(kx)_$(a)_$(b)[$(e)]); }
    //#end
  }
  //#end
}
