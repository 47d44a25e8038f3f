import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@material-ui/core/TextField';
import type { Content, InstanceRef } from '@pilothouse/plugin-platform-common';
import { useAct, usePlatformClient } from '@pilothouse/plugin-platform-react';
import { useId, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';
import { ActDialog } from '../page/ActDialog';

/** Says that the data of something goes with it, and removes it by its name. */
export function RemoveContentDialog(props: {
  /** What such things are called. */
  one: string;
  instanceRef: InstanceRef;
  content: Content;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const id = useId();
  const { one, instanceRef: ref, content, onClose } = props;
  const { name, uid } = content;
  const [typed, setTyped] = useState('');
  const acting = useAct(client.marketplace.removeContent, onClose);
  const { busy, problem } = acting;
  return (
    <ActDialog
      title={t('contents.removeTitle', { one, name })}
      verb={t('contents.remove', { name })}
      cancel={t('contents.cancel')}
      ready={typed === name && !busy && !problem}
      busy={busy}
      maxWidth="sm"
      narrow="xs"
      onAct={() => void acting.act({ ref, name, uid })}
      onClose={onClose}
    >
      <p>
        <strong>{t('contents.data', { name })}</strong>
      </p>
      <p>{t('contents.breaks')}</p>
      <TextField
        id={id}
        fullWidth
        label={t('contents.type', { name })}
        value={typed}
        disabled={busy}
        autoComplete="off"
        onChange={event => setTyped(event.target.value)}
      />
      {problem && <Problem error={problem} isChange onAgain={acting.forget} />}
    </ActDialog>
  );
}
