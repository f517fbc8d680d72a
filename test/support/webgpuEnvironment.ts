/** Environment variables with which Dawn in Node finds a Vulkan driver: the system's, else the software one of Chromium. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findOrInstallChromium } from '../../src/command/findChromium';

/** Folders beside which Debian's package and Chrome's own put the driver. */
function driverFolders(): string[] {
  const beside = path.dirname(findOrInstallChromium(console.error));
  return [beside, '/usr/lib/chromium', '/opt/google/chrome'];
}

export function webgpuEnvironment(): Record<string, string> {
  if (process.env.VK_ICD_FILENAMES || process.platform !== 'linux') return {};
  const folder = driverFolders().find((candidate) => existsSync(path.join(candidate, 'vk_swiftshader_icd.json')));
  if (folder === undefined) return {};
  const libraries = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { VK_ICD_FILENAMES: path.join(folder, 'vk_swiftshader_icd.json'), LD_LIBRARY_PATH: libraries };
}
