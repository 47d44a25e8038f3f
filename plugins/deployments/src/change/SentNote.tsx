import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { useNow } from '@pilothouse/plugin-platform-react';
import { useEffect } from 'react';
import { isOver, type Sent } from './sent';
import { useIntentWords } from './useIntentWords';

/** Says that a change is on its way, until it has come to its end. */
export function SentNote(props: {
  sent: Sent;
  placement: PlacementDetail;
  onOver: () => void;
}) {
  const { sent, placement, onOver } = props;
  const words = useIntentWords(placement.ref.name);
  const over = isOver(sent, placement, useNow());
  useEffect(() => {
    if (over) onOver();
  }, [over, onOver]);
  return <>{words('sent', sent.intent, sent.typed)}</>;
}
