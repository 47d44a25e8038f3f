import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import {
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { Link as RouterLink } from 'react-router-dom';
import { marketplaceTranslationRef } from '../language/ref';
import { draftsPath } from '../page/paths';

const stillGoodMs = 5 * 60_000;

/** Leads platform engineers to what they can publish; nothing for others. */
export function DraftsLink() {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const { data } = usePlatformQuery({
    queryKey: ['marketplace.drafts.ability'],
    queryFn: ({ signal }) =>
      client.marketplace.drafts.ability(undefined, { signal }),
    staleTime: stillGoodMs,
  });
  return data?.publish?.allowed ? (
    <Button
      component={RouterLink}
      to={draftsPath}
      variant="outlined"
      style={{ marginLeft: 'auto', textTransform: 'none' }}
    >
      {t('drafts.link')}
    </Button>
  ) : null;
}
