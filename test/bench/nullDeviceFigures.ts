/** What a device that does nothing can tell of a step; nullDevice.ts prints it. */
export interface NullDeviceFigures {
  /** Median of the steps after the first quarter, in which code is compiled. */
  scriptMilliseconds: number;
  /** Of the last step. */
  dispatches: number;
  /** Of the last step. */
  uploadBytes: number;
  /** Since the start. */
  bufferBytesPeak: number;
}
