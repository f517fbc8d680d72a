/** The network that the handle widens, drawn as it is. */
import { useMemo } from 'react';
import { withChanges } from '../../experiment/fields';
import { describeNetwork } from '../../model/describe';
import { useLabState } from '../../runs/useLab';
import '../network/network.css';
import { NetworkDrawing } from '../network/NetworkDrawing';

export function FrontNetwork() {
  const settled = useLabState(({ experiment }) => experiment);
  const dragged = useLabState(({ draggedWidth }) => draggedWidth);
  const experiment = useMemo(() => (dragged === null ? settled : withChanges(settled, { width: dragged })), [settled, dragged]);
  const network = useMemo(() => describeNetwork(experiment), [experiment]);
  return <NetworkDrawing network={network} experiment={experiment} />;
}
