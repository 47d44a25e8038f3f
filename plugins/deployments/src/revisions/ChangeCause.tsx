import type { Revision } from '@pilothouse/plugin-platform-common';
import { useChangeWords } from './useChangeWords';

/** What whoever made a revision said of it, and how it differs from the one before. */
export function ChangeCause({ revision }: { revision: Revision }) {
  const say = useChangeWords();
  const lines = (revision.changes ?? []).flatMap(say);
  return (
    <>
      {revision.changeCause && <div>{revision.changeCause}</div>}
      {lines.map(line => (
        <div key={line}>{line}</div>
      ))}
    </>
  );
}
