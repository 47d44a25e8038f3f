import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import {
  useAct,
  useLive,
  usePlatformClient,
} from '@pilothouse/plugin-platform-react';
import { useBindingWords } from '../binding/useBindingWords';
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
  const words = useBindingWords();
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
        {({ bindings }) => {
          const users = bindings.filter(each => each.secret === secret);
          return users.length === 0 ? (
            <p>{t('grant.nobody')}</p>
          ) : (
            <>
              <ul>
                {users.map(binding => (
                  <li key={`${binding.target.kind}/${binding.target.name}`}>
                    {t('binding.delete.row', {
                      kind: binding.target.kind,
                      name: binding.target.name,
                      what: words.parts(binding),
                    })}
                  </li>
                ))}
              </ul>
              <p>
                <strong>{t('grant.breaks')}</strong>
              </p>
            </>
          );
        }}
      </Known>
      {problem && <Problem error={problem} onAgain={forget} />}
    </ActDialog>
  );
}
