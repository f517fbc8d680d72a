/** The kernels that are products of matrices in some way, in WGSL. */
export { convolve } from './convolve';
export { convolveFilterGradient } from './convolveFilterGradient';
export { convolveInputGradient } from './convolveInputGradient';
export { multiply } from './multiply';
