import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import { useAct, usePlatformClient } from '@pilothouse/plugin-platform-react';
import { useAbilities } from '../instance/useAbilities';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';
import { useRefusal } from '../words/useRefusal';

/** That an instance was made by hand, and the button that takes it over. */
export function AdoptionNote({ instance }: { instance: InstanceDetail }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const refusal = useRefusal();
  const ability = useAbilities(instance)?.adopt;
  // It stays busy until the page hears that it is taken over.
  const acting = useAct(client.marketplace.adopt, () => undefined);
  const { busy, problem } = acting;
  const { ref, uid } = instance;
  const refused = refusal(ability);
  return (
    <>
      <p>{t('adoption.note')}</p>
      <p>
        <Button
          variant="outlined"
          style={{ textTransform: 'none' }}
          disabled={!ability?.allowed || busy}
          onClick={() => void acting.act({ ref, uid })}
        >
          {t('adoption.verb', { name: ref.name })}
        </Button>
      </p>
      {refused && <p>{refused}</p>}
      {problem && <Problem error={problem} isChange onAgain={acting.forget} />}
    </>
  );
}
