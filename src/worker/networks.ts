/** Networks by run: of the runs in memory, of files, and of runs that were kept by earlier visits. */
import type { NetworkWeights } from '../train/weights';
import { networkIn, packedNetwork } from './checkpoint';
import type { BackendWish } from './protocol';
import type { StateKeeper } from './stateKeeper';
import type { Trainer } from './trainer';

/** There is no such network now; its message says what to do. */
export class NoNetwork extends Error {
  override name = 'NoNetwork';
}

export class Networks {
  private readonly adopted = new Map<string, { weights: NetworkWeights; backend: BackendWish }>();

  constructor(
    private readonly trainer: Trainer,
    private readonly keeper: StateKeeper,
  ) {}

  /** Kept for later visits too, like the network of a run that has finished. */
  adopt(runId: string, weights: NetworkWeights, backend: BackendWish): void {
    this.adopted.set(runId, { weights, backend });
    void this.keeper.saveForGood(runId, packedNetwork(weights));
  }

  /** What its run or its file was to run on. */
  backendOf(runId: string): BackendWish | undefined {
    return this.trainer.find(runId)?.wish.backend ?? this.adopted.get(runId)?.backend;
  }

  /** Throws `NoNetwork` and `UnusableCheckpoint`. */
  async of(runId: string): Promise<NetworkWeights> {
    const adopted = this.adopted.get(runId)?.weights;
    if (adopted) return adopted;
    const training = this.trainer.find(runId);
    const network = await training?.network();
    if (network) return network;
    if (training?.isTraining) throw new NoNetwork('This network is being trained. Pause the run or wait for its end, then ask again.');
    const checkpoint = await this.keeper.load(runId);
    if (!checkpoint) throw new NoNetwork('The weights of this run are no longer kept. Run it again, then ask again.');
    return networkIn(checkpoint);
  }
}
