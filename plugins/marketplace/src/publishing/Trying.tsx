import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { valuesFor, type OrderForm } from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePreview,
} from '@pilothouse/plugin-platform-react';
import { useId, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Effect } from '../order/Effect';
import { Section } from '../page/Section';

/** Orders by a definition as a dry run: the cluster says what it would make of it. */
export function Trying(props: { text: string; form: OrderForm }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { text, form } = props;
  const [plan] = form.plans;
  const client = usePlatformClient();
  const id = useId();
  const [chosen, setChosen] = useState('');
  const [tried, setTried] = useState<{ text: string; place: string }>();
  const [attempt, setAttempt] = useState(0);
  const places = form.places.filter(({ cluster }) => cluster === form.cluster);
  const place = places.find(({ namespace }) => namespace === chosen);
  const isTried = tried?.text === text && tried.place === chosen;
  const state = usePreview(
    client.marketplace.drafts.try,
    place && isTried
      ? {
          text,
          order: {
            item: form.item.name,
            cluster: place.cluster,
            namespace: place.namespace,
            name: 'dry-run',
            values: plan
              ? valuesFor(plan, form.terms ?? [], place.environment)
              : {},
            ...(plan && { plan: plan.name }),
          },
        }
      : undefined,
    attempt,
  );
  return (
    <Section title={t('try.title')}>
      <p>{t('try.what')}</p>
      <TextField
        id={id}
        select
        fullWidth
        label={t('try.place')}
        value={chosen}
        onChange={event => setChosen(event.target.value)}
      >
        {places.map(({ namespace }) => (
          <MenuItem key={namespace} value={namespace}>
            {namespace}
          </MenuItem>
        ))}
      </TextField>
      <Button
        variant="outlined"
        disabled={!place}
        style={{ textTransform: 'none', margin: '8px 0' }}
        onClick={() => {
          setTried({ text, place: chosen });
          setAttempt(attempt + 1);
        }}
      >
        {t('try.verb')}
      </Button>
      {state.kind !== 'none' && (
        <Effect
          state={state}
          takeOver={false}
          onTakeOver={() => undefined}
          onAgain={() => setAttempt(attempt + 1)}
          form={form}
        />
      )}
    </Section>
  );
}
