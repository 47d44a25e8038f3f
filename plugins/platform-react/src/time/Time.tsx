import { useLanguage } from '../language/useLanguage';
import { absoluteTime, duration, relativeTime } from './relative';
import { useNowSince } from './useNow';

interface Moment {
  /** ISO 8601. */
  at: string;
}

/** How long ago something was; the exact moment shows under the pointer. */
export function RelativeTime({ at }: Moment) {
  return <Shown at={at} as={relativeTime} />;
}

/** How long something has lasted; the exact beginning shows under the pointer. */
export function Duration({ at }: Moment) {
  return <Shown at={at} as={duration} />;
}

function Shown(
  props: Moment & {
    as: (at: number, now: number, language: string) => string;
  },
) {
  const language = useLanguage();
  const at = Date.parse(props.at);
  const now = useNowSince(at);
  return (
    <time
      dateTime={props.at}
      title={absoluteTime(at, language)}
      // Where it stands in words that are told as they change, it goes on by itself.
      aria-live="off"
    >
      {props.as(at, now, language)}
    </time>
  );
}
