/** Keeps 1/‖z‖ finite for a row of zeros. */
const SQUARED_NORM_FLOOR = 1e-12;

struct Given {
  /** 2n. */
  views: u32,
  /** K. */
  columns: u32,
  inverseTemperature: f32,
}

fn inverseNorm(square: f32) -> f32 {
  return inverseSqrt(max(square, SQUARED_NORM_FLOOR));
}

/** The other view of the same image. */
fn partnerOf(view: u32) -> u32 {
  let images = given.views / 2;
  return select(view - images, view + images, view < images);
}
