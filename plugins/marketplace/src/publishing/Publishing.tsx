import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import LinearProgress from '@material-ui/core/LinearProgress';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import type { Drafts, Published } from '@pilothouse/plugin-platform-common';
import {
  Failure,
  useAct,
  usePlatformClient,
} from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { marketplaceTranslationRef } from '../language/ref';
import { itemPath } from '../page/paths';
import { Section } from '../page/Section';

/** To whom a definition is offered, and the buttons that do it. */
export function Publishing(props: {
  drafts: Drafts;
  text: string;
  cluster: string;
  /** Whether nothing is wrong with it. */
  ready: boolean;
  title: string | undefined;
  published?: Published;
  revision?: number;
  onChanged?: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { drafts, text, cluster, published, revision } = props;
  const [toAll, setToAll] = useState(!published?.tenants);
  const [tenants, setTenants] = useState<readonly string[]>(
    published?.tenants ?? [],
  );
  const client = usePlatformClient();
  const navigate = useNavigate();
  const publishing = useAct(client.marketplace.drafts.publish, ({ name }) =>
    navigate(itemPath(name)),
  );
  const withdrawing = useAct(client.marketplace.drafts.withdraw, () =>
    props.onChanged?.(),
  );
  const busy = publishing.busy || withdrawing.busy;
  const problem = publishing.problem ?? withdrawing.problem;
  const title = props.title ?? published?.name ?? '';
  return (
    <Section title={t('publish.title')}>
      <RadioGroup
        aria-label={t('publish.title')}
        value={toAll ? 'all' : 'some'}
        onChange={(_, value) => setToAll(value === 'all')}
      >
        <FormControlLabel
          value="all"
          control={<Radio size="small" color="primary" />}
          label={t('publish.all')}
        />
        <FormControlLabel
          value="some"
          control={<Radio size="small" color="primary" />}
          label={t('publish.some')}
        />
      </RadioGroup>
      {!toAll && (
        <Tenants
          all={[...new Set([...drafts.tenants, ...tenants])]}
          chosen={tenants}
          onChange={setTenants}
        />
      )}
      <p>{t('publish.rights')}</p>
      {problem && (
        <Failure
          title={t('publish.failed')}
          error={problem}
          onRetry={() => {
            publishing.forget();
            withdrawing.forget();
            props.onChanged?.();
          }}
        />
      )}
      {busy && <LinearProgress />}
      <Button
        variant="contained"
        color="primary"
        style={{ textTransform: 'none' }}
        disabled={!props.ready || busy || (!toAll && tenants.length === 0)}
        onClick={() =>
          void publishing.act({
            text,
            cluster,
            revision,
            ...(!toAll && { tenants: [...tenants] }),
          })
        }
      >
        {t('publish.verb', { title })}
      </Button>{' '}
      {published?.state === 'published' && revision !== undefined && (
        <>
          <Button
            variant="outlined"
            style={{ textTransform: 'none' }}
            disabled={busy}
            onClick={() =>
              void withdrawing.act({ name: published.name, revision })
            }
          >
            {t('publish.withdraw', { title })}
          </Button>
          <p>{t('publish.withdrawWhat')}</p>
        </>
      )}
      {published?.state === 'withdrawn' && <p>{t('publish.withdrawn')}</p>}
    </Section>
  );
}

function Tenants(props: {
  all: readonly string[];
  chosen: readonly string[];
  onChange: (tenants: readonly string[]) => void;
}) {
  const { all, chosen, onChange } = props;
  return (
    <div>
      {all.map(tenant => (
        <FormControlLabel
          key={tenant}
          label={tenant}
          control={
            <Checkbox
              size="small"
              color="primary"
              checked={chosen.includes(tenant)}
              onChange={(_, checked) =>
                onChange(
                  checked
                    ? [...chosen, tenant]
                    : chosen.filter(each => each !== tenant),
                )
              }
            />
          }
        />
      ))}
    </div>
  );
}
