import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type {
  InstanceDetail,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  messageOf,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { useRefusal } from '../words/useRefusal';
import { useWords } from '../words/useWords';
import { RotateDialog } from './RotateDialog';

const stillGoodMs = 30_000;

/** The way to new credentials, where the operator makes them; else what one does instead. */
export function Rotation(props: {
  instance: InstanceDetail;
  credentials: InstanceDetail['credentials'][number];
}) {
  const wordsOf = useWords();
  const { instance, credentials } = props;
  const { rotation } = credentials;
  switch (rotation?.by) {
    case 'operator':
      return <Offered instance={instance} credentials={credentials} />;
    case 'hand':
      return <div>{wordsOf(rotation.words)}</div>;
    default:
      return null;
  }
}

function Offered(props: Parameters<typeof Rotation>[0]) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const refusal = useRefusal();
  const { ref, saying, status } = props.instance;
  const { grant, secret } = props.credentials;
  const { data, error, refetch } = useRotations(ref, [status, grant?.status]);
  // The Secret that was looked at, also once there is another one.
  const [rotating, setRotating] = useState<string>();
  const state = data?.secrets.find(each => each.secret === secret)?.state;
  const refused = refusal(data?.ability);
  const close = () => {
    setRotating(undefined);
    void refetch();
  };
  return (
    <div>
      {state?.kind !== 'foreign' && (
        <Button
          size="small"
          style={{ textTransform: 'none' }}
          disabled={saying.kind === 'deleting' || state?.kind !== 'ready'}
          onClick={() => state?.kind === 'ready' && setRotating(state.uid)}
        >
          {t('rotation.open', { secret })}
        </Button>
      )}
      {state?.kind === 'foreign' && t('rotation.foreign')}
      {state?.kind === 'missing' && t('rotation.missing')}
      {state?.kind === 'not-known' &&
        t('rotation.notKnown', { why: state.because })}
      {refused}
      {error && t('rotation.notKnown', { why: messageOf(error) })}
      {rotating && (
        <RotateDialog
          instanceRef={ref}
          secret={secret}
          uid={rotating}
          onClose={close}
        />
      )}
    </div>
  );
}

/**
 * In which Secrets of an instance the person may have new credentials made.
 *
 * @param with_ - with what it is looked anew, as there may be a Secret by then
 */
function useRotations(ref: InstanceRef, with_: readonly unknown[]) {
  const client = usePlatformClient();
  return usePlatformQuery({
    queryKey: ['marketplace.rotations', ref, ...with_],
    queryFn: ({ signal }) => client.marketplace.rotations(ref, { signal }),
    staleTime: stillGoodMs,
  });
}
