import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import type {
  DefinitionMeaning,
  Values,
} from '@pilothouse/plugin-platform-common';
import { StatusLabel } from '@pilothouse/plugin-platform-react';
import { useMemo, useState } from 'react';
import { Table } from '../instance/Table';
import { marketplaceTranslationRef } from '../language/ref';
import { SchemaForm } from '../order/SchemaForm';
import { PlanTable } from '../terms/PlanTable';
import { Section } from '../page/Section';
import { useSaying } from '../words/useSaying';
import { useWords } from '../words/useWords';

const useStyles = makeStyles({
  manifest: { overflow: 'auto', maxHeight: 360, fontSize: 12 },
});

/** What a definition means: the form as it will be seen, and how it reads what lives. */
export function Meaning({ meaning }: { meaning: DefinitionMeaning }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { form, others } = meaning;
  const { item } = form;
  return (
    <>
      <Section title={t('meaning.item')}>
        <p>
          <strong>{item.title}</strong> · {t(`category.${item.category}`)}
          <br />
          {wordsOf(item.summary)}
        </p>
      </Section>
      <Section title={t('meaning.form')}>
        <Form form={form} />
        {others.length > 0 && (
          <p>{t('meaning.others', { fields: others.join(', ') })}</p>
        )}
      </Section>
      {form.terms && (
        <Section title={t('terms.plans')}>
          <PlanTable form={form} />
        </Section>
      )}
      {meaning.configured.length > 0 && (
        <p>{t('terms.configured', { keys: meaning.configured.join(', ') })}</p>
      )}
      <Section title={t('meaning.living')}>
        <Living meaning={meaning} />
      </Section>
      <Section title={t('meaning.rights')}>
        {!meaning.rights.portalMayWatch && (
          <p role="alert">{t('meaning.notWatched')}</p>
        )}
        <details>
          <summary>{t('meaning.roles')}</summary>
          <pre className={classes.manifest}>{meaning.rights.manifest}</pre>
        </details>
      </Section>
    </>
  );
}

function Form({ form }: { form: DefinitionMeaning['form'] }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { plans } = form;
  const [chosen, setChosen] = useState(plans[0]?.name);
  const plan = plans.find(({ name }) => name === chosen) ?? plans[0];
  const [entered, setEntered] = useState<{ of: unknown; values: Values }>();
  const fields = useMemo(
    () => ({ schema: form.schema, fields: form.fields }),
    [form.schema, form.fields],
  );
  const values = entered?.of === plan ? entered?.values : plan?.values;
  return (
    <>
      <RadioGroup
        row
        aria-label={t('meaning.plan')}
        value={plan?.name ?? ''}
        onChange={(_, name) => setChosen(name)}
      >
        {plans.map(({ name, title }) => (
          <FormControlLabel
            key={name}
            value={name}
            control={<Radio size="small" color="primary" />}
            label={wordsOf(title)}
          />
        ))}
      </RadioGroup>
      <SchemaForm
        form={fields}
        values={values ?? {}}
        disabled={false}
        onChange={next => setEntered({ of: plan, values: next })}
      />
    </>
  );
}

function Living({ meaning }: { meaning: DefinitionMeaning }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const say = useSaying();
  const { living, isMore } = meaning;
  if (living.length === 0) return <p>{t('meaning.noLiving')}</p>;
  return (
    <>
      <Table
        label={t('meaning.living')}
        head={[t('column.name'), t('column.status')]}
        rows={living.map(instance => {
          const { ref, status, since } = instance;
          const { word, why } = say(instance);
          return {
            key: `${ref.namespace}/${ref.name}`,
            cells: [
              <code>{`${ref.namespace}/${ref.name}`}</code>,
              <StatusLabel
                status={status}
                since={since}
                word={word}
                why={why}
              />,
            ],
          };
        })}
      />
      {isMore && <p>{t('meaning.more')}</p>}
    </>
  );
}
