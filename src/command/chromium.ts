/** Starts headless Chromium on pages that this project serves itself. */
import { type Browser, chromium } from '@playwright/test';
import { findOrInstallChromium } from './findChromium';

/** The browser is to talk to nobody but us. The sandbox is off since containers often cannot give one; only our own page is opened. */
export const quietFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // /dev/shm of a container is often only 64 MB.
  '--disable-dev-shm-usage',
];

/** Offers every WebGPU adapter there is: blocklisted and headless ones, and the software one where no GPU is. */
export const webGpuFlags = ['--enable-unsafe-webgpu', ...(process.platform === 'linux' ? ['--enable-features=Vulkan'] : [])];

export interface LaunchOptions {
  /** Also offer WebGPU adapters that the browser holds back, the software one among them. */
  softwareWebGpu?: boolean;
  /** Where a sentence about finding or installing the browser goes. */
  say?: (sentence: string) => void;
}

/** Throws `ChromiumMissing` where there is no browser. The caller closes it. */
export async function launchChromium({ softwareWebGpu = false, say = console.error }: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findOrInstallChromium(say);
  const args = [...quietFlags, ...(softwareWebGpu ? webGpuFlags : [])];
  // Signals are the caller's: it has more to close than the browser.
  return chromium.launch({ executablePath, args, handleSIGINT: false, handleSIGTERM: false });
}
