import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@material-ui/core/TextField';
import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { useEffect, useId, useRef } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import { mostReplicas, replicasOf } from './intent';

/** How many replicas there should be, with the bounds of an autoscaler where there is one. */
export function ScaleField(props: {
  placement: Pick<PlacementDetail, 'autoscaler' | 'replicas'>;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { autoscaler, replicas } = props.placement;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const wanted = replicasOf(props.value);
  const wrong = wanted === undefined;
  const now = t('scale.now', { replicas: `${replicas.desired}` });
  const bounds =
    autoscaler &&
    (wanted === 0 && autoscaler.min > 0
      ? t('scale.pauses', { autoscaler: autoscaler.name })
      : t('scale.bounds', {
          autoscaler: autoscaler.name,
          min: `${autoscaler.min}`,
          max: `${autoscaler.max}`,
        }));
  const wrongNumber = t('scale.wrong', { most: `${mostReplicas}` });
  return (
    <TextField
      id={id}
      inputRef={input}
      fullWidth
      type="number"
      margin="dense"
      variant="outlined"
      label={t('scale.label')}
      value={props.value}
      disabled={props.disabled}
      error={wrong}
      helperText={wrong ? wrongNumber : bounds ?? now}
      inputProps={{ min: 0, max: mostReplicas, step: 1, inputMode: 'numeric' }}
      onChange={event => props.onChange(event.target.value)}
    />
  );
}
