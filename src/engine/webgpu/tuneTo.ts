import { defaultTuning, isTuning, measureTuning, useTuning } from './tuning';
import { rememberedTuning, rememberTuning } from './tuningStore';

/**
 * Puts the kernel variants in use that won on this adapter: those of an earlier visit, else those measured now. Where a
 * measurement fails, what is usual for such an adapter is used, and nothing is remembered.
 */
export async function tuneTo({ name, isSoftware }: { name: string; isSoftware: boolean }): Promise<void> {
  const usual = defaultTuning(isSoftware);
  useTuning(usual);
  const known = await rememberedTuning(name);
  if (isTuning(known)) return useTuning(known);
  try {
    const measured = await measureTuning();
    useTuning(measured);
    await rememberTuning(name, measured);
  } catch {
    useTuning(usual);
  }
}
