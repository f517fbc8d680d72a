/** What the module offers: tasks by number, and the loop in which further threads wait for their share. */
import { augmentChunk, Augmentation } from './augment';
import { Contrast, contrastGradientChunk, sharesChunk, unitRowsChunk } from './contrast';
import { gatherChunk, Gather } from './gather';
import { joinChunk, Join, joinPooledChunk, JoinPooled } from './join';
import { joinBackwardChunk, JoinBackward, joinSumsChunk } from './joinBackward';
import { momentsChunk, Moments, momentsEndChunk, MomentsEnd } from './moments';
import { AdamW, adamwChunk, Follow, followChunk, Lars, larsChunk, larsNormsChunk, Sgd, sgdChunk } from './optimizers';
import { outerChunk, Outer, reduceChunk, Reduction } from './outer';
import { packChunk, Packing } from './panels';
import { ARGUMENTS, claim, Control, finish, generationOf, publish, waitForAll, waitForNext } from './pool';
import { softmaxErrorChunk, SoftmaxError } from './softmax';
import { rowSumsChunk, RowSums, totalChunk, Total } from './sums';
import { Task } from './tasks';
import { transposeChunk, Transposition } from './transpose';

function work(task: Task, chunk: i32, given: usize, scratch: usize): void {
  switch (task) {
    case Task.pack: return packChunk(chunk, changetype<Packing>(given));
    case Task.gather: return gatherChunk(chunk, changetype<Gather>(given), scratch);
    case Task.outer: return outerChunk(chunk, changetype<Outer>(given), scratch);
    case Task.reduce: return reduceChunk(chunk, changetype<Reduction>(given));
    case Task.transpose: return transposeChunk(chunk, changetype<Transposition>(given));
    case Task.moments: return momentsChunk(chunk, changetype<Moments>(given));
    case Task.momentsEnd: return momentsEndChunk(chunk, changetype<MomentsEnd>(given));
    case Task.rowSums: return rowSumsChunk(chunk, changetype<RowSums>(given));
    case Task.total: return totalChunk(chunk, changetype<Total>(given));
    case Task.join: return joinChunk(chunk, changetype<Join>(given), scratch);
    case Task.joinPooled: return joinPooledChunk(chunk, changetype<JoinPooled>(given), scratch);
    case Task.joinSums: return joinSumsChunk(chunk, changetype<JoinBackward>(given), scratch);
    case Task.joinBackward: return joinBackwardChunk(chunk, changetype<JoinBackward>(given), scratch);
    case Task.sgd: return sgdChunk(chunk, changetype<Sgd>(given));
    case Task.adamw: return adamwChunk(chunk, changetype<AdamW>(given));
    case Task.larsNorms: return larsNormsChunk(chunk, changetype<Lars>(given));
    case Task.lars: return larsChunk(chunk, changetype<Lars>(given));
    case Task.follow: return followChunk(chunk, changetype<Follow>(given));
    case Task.augment: return augmentChunk(chunk, changetype<Augmentation>(given), scratch);
    case Task.softmaxError: return softmaxErrorChunk(chunk, changetype<SoftmaxError>(given));
    case Task.unitRows: return unitRowsChunk(chunk, changetype<Contrast>(given));
    case Task.shares: return sharesChunk(chunk, changetype<Contrast>(given));
    case Task.contrastGradient: return contrastGradientChunk(chunk, changetype<Contrast>(given));
  }
}

function share(control: Control, generation: u32, scratch: usize): void {
  const given = changetype<usize>(control) + ARGUMENTS;
  for (let chunk = claim(control, generation); chunk >= 0; chunk = claim(control, generation)) {
    work(control.task, chunk, given, scratch);
    finish(control);
  }
}

/** Does all chunks of a task whose arguments lie in the control block. */
export function run(control: Control, task: Task, chunks: i32, scratch: usize): void {
  if (ASC_FEATURE_THREADS && chunks > 1) {
    control.task = task;
    control.chunks = chunks;
    publish(control);
    share(control, generationOf(control), scratch);
    waitForAll(control);
    return;
  }
  for (let chunk = 0; chunk < chunks; chunk++) work(task, chunk, changetype<usize>(control) + ARGUMENTS, scratch);
}

/** A further thread's life: takes part in every task, for ever. Each thread has a scratch of its own. */
export function serve(control: Control, scratch: usize): void {
  if (ASC_FEATURE_THREADS) {
    for (let generation: u32 = 0; ; ) {
      waitForNext(control, generation);
      generation = generationOf(control);
      share(control, generation, scratch);
    }
  }
}
