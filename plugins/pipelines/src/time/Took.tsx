import {
  absoluteTime,
  useLanguage,
  useNow,
} from '@pilothouse/plugin-platform-react';
import { lasted } from './lasted';

const everySecond = 1_000;

/** How long something took, or has taken so far; its beginning shows under the pointer. */
export function Took(props: {
  durationMs: number;
  /** ISO 8601. */
  startedAt?: string;
  /** Whether it goes on, so that time passes. */
  going?: boolean;
}) {
  const { durationMs, startedAt, going } = props;
  const language = useLanguage();
  const title = startedAt && absoluteTime(Date.parse(startedAt), language);
  return (
    <span title={title} style={{ whiteSpace: 'nowrap' }}>
      {going && startedAt ? (
        <SoFar startedAt={startedAt} atLeastMs={durationMs} />
      ) : (
        lasted(durationMs, language)
      )}
    </span>
  );
}

/** The clock of the viewer may be behind that of the CI server. */
function SoFar(props: { startedAt: string; atLeastMs: number }) {
  const language = useLanguage();
  const passed = useNow(everySecond) - Date.parse(props.startedAt);
  return <>{lasted(Math.max(passed, props.atLeastMs), language)}</>;
}
