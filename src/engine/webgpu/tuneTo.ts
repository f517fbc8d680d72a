import { defaultTuning, measureTuning, useTuning } from './tuning';
import { rememberedTuning, rememberTuning } from './tuningStore';

/** Puts the kernel variants in use that won on this adapter: those of an earlier visit, else those measured now. */
export async function tuneTo({ name, isSoftware }: { name: string; isSoftware: boolean }): Promise<void> {
  useTuning(defaultTuning(isSoftware));
  const tuning = (await rememberedTuning(name)) ?? (await measureTuning());
  useTuning(tuning);
  await rememberTuning(name, tuning);
}
