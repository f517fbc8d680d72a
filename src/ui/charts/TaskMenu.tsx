/** The choice of a downstream task; nothing where there is no choice. */
import type { Task } from '../../data/dataset';
import { spellTask } from '../text/choices';

interface TaskMenuProps {
  label: string;
  tasks: readonly Task[];
  task: Task | undefined;
  onChoose: (name: string) => void;
}

export function TaskMenu({ label, tasks, task, onChoose }: TaskMenuProps) {
  if (tasks.length < 2) return null;
  return (
    <label>
      {label}
      <select className="select" value={task?.name} onChange={(event) => onChoose(event.target.value)}>
        {tasks.map(({ name, classNames }) => (
          <option key={name} value={name}>
            {spellTask(name)}
            {classNames.length > 0 && `, ${classNames.length} classes`}
          </option>
        ))}
      </select>
    </label>
  );
}
