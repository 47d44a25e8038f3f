import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import {
  useAct,
  useLive,
  usePlatformClient,
} from '@pilothouse/plugin-platform-react';
import { WhoBreaks } from '../binding/WhoBreaks';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';
import { ActDialog } from '../page/ActDialog';
import { Known } from '../page/Known';

type Credentials = InstanceDetail['credentials'][number];

/** Gives credentials back, and says who has them. */
export function RevokeDialog(props: {
  instance: InstanceDetail;
  secret: string;
  grant: NonNullable<Credentials['grant']>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const { grant, instance, secret, onClose } = props;
  const { name, uid } = grant;
  const { ref } = instance;
  const live = useLive('marketplace.bindings', ref);
  const { busy, problem, act, forget } = useAct(
    client.marketplace.revoke,
    onClose,
  );
  return (
    <ActDialog
      title={t('grant.revokeTitle', { name })}
      verb={t('grant.revokeVerb', { name })}
      cancel={t('grant.cancel')}
      ready={!busy && !problem}
      busy={busy}
      maxWidth="sm"
      narrow="xs"
      onAct={() => void act({ ref, name, uid })}
      onClose={onClose}
    >
      <p>{t('grant.revokeWhat', { secret: <code>{secret}</code> })}</p>
      <Known live={live}>
        {({ bindings }) => (
          <WhoBreaks
            bindings={bindings.filter(each => each.secret === secret)}
            none={t('grant.nobody')}
            breaks={t('grant.breaks')}
          />
        )}
      </Known>
      {problem && <Problem error={problem} onAgain={forget} />}
    </ActDialog>
  );
}
