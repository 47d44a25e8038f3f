import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  compareEnvironments,
  instanceNameSchema,
  type OrderForm,
  type Place,
} from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import { useId, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { marketplaceTranslationRef } from '../language/ref';
import { useRefusal } from '../words/useRefusal';
import { useWords } from '../words/useWords';
import {
  atPlace,
  beginning,
  formWith,
  requestOf,
  withPlan,
  type Entered,
} from './editing';
import { FormGate } from './FormGate';
import { OrderEditor } from './OrderEditor';
import { PlanField } from './PlanField';

const useStyles = makeStyles(theme => ({
  title: { margin: theme.spacing(0, 0, 2), fontSize: 22 },
  head: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(2),
  },
}));

/** Orders an item: a name, a place, a plan, and whatever of it is to be otherwise. */
export function OrderPage({ name }: { name: string }) {
  const [params] = useSearchParams();
  const [cluster, setCluster] = useState(params.get('cluster') ?? undefined);
  const namespace = params.get('namespace') ?? undefined;
  const backup = params.get('backup') ?? undefined;
  return (
    <FormGate
      item={name}
      cluster={cluster}
      namespace={namespace}
      backup={backup}
    >
      {form => (
        <Ordering form={form} onCluster={chosen => setCluster(chosen)} />
      )}
    </FormGate>
  );
}

function Ordering(props: {
  form: OrderForm;
  onCluster: (cluster: string) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { form, onCluster } = props;
  const [entered, setEntered] = useState(() => beginning(form));
  const change = (part: Partial<Entered>) =>
    setEntered({ ...entered, ...part });
  const { item } = form;
  if (form.places.length === 0) return <p>{t('order.nowhere')}</p>;
  return (
    <>
      <h2 className={classes.title}>
        {form.restores
          ? t('restore.title', { name: form.restores.of })
          : t('order.title', { title: item.title })}
      </h2>
      {form.restores && <Restores restores={form.restores} />}
      {item.note && <p>{wordsOf(item.note)}</p>}
      <OrderEditor
        form={formWith(form, entered.plan)}
        values={entered.values}
        extra={entered.extra}
        request={requestOf(form, entered)}
        verb={t(form.restores ? 'restore.verb' : 'order.verb', {
          name: entered.name || item.title,
        })}
        onValues={values => change({ values })}
        onExtra={extra => change({ extra })}
        head={taken => (
          <div className={classes.head}>
            <NameField
              name={entered.name}
              taken={taken}
              onChange={name => change({ name })}
            />
            <PlaceField
              places={form.places}
              place={entered.place}
              onChange={place => {
                setEntered(atPlace(entered, form, place));
                if (place.cluster !== form.cluster) onCluster(place.cluster);
              }}
            />
            <PlanField
              form={form}
              plan={entered.plan}
              environment={entered.place?.environment}
              onChange={plan =>
                change({
                  plan: plan.name,
                  values: withPlan(entered.values, plan, form, entered.place),
                })
              }
            />
          </div>
        )}
      />
    </>
  );
}

/** Which backup is restored, and what that means. */
function Restores(props: { restores: NonNullable<OrderForm['restores']> }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { backup, of, finishedAt } = props.restores;
  return (
    <p>
      {t('restore.what', {
        backup: <code>{backup}</code>,
        name: of,
        time: finishedAt ? <RelativeTime at={finishedAt} /> : '',
      })}
    </p>
  );
}

function NameField(props: {
  name: string;
  /** Whether something else has it. */
  taken: boolean;
  onChange: (name: string) => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { name, taken } = props;
  const wrong = name !== '' && !instanceNameSchema.safeParse(name).success;
  return (
    <TextField
      id={useId()}
      required
      fullWidth
      label={t('order.name')}
      value={name}
      error={wrong || taken}
      helperText={taken ? t('order.nameTaken', { name }) : t('order.nameHelp')}
      onChange={event => props.onChange(event.target.value)}
    />
  );
}

function PlaceField(props: {
  places: readonly Place[];
  place: Place | undefined;
  onChange: (place: Place) => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const refusal = useRefusal();
  const { place, onChange } = props;
  const keyOf = ({ cluster, namespace }: Place) => `${cluster}/${namespace}`;
  const places = [...props.places].sort(
    (one, other) =>
      compareEnvironments(one.environment, other.environment) ||
      keyOf(one).localeCompare(keyOf(other), 'en'),
  );
  const refusals = new Set(
    places.flatMap(({ ability }) => refusal(ability) ?? []),
  );
  return (
    <TextField
      id={useId()}
      select
      required
      fullWidth
      label={t('order.place')}
      value={place ? keyOf(place) : ''}
      helperText={[t('order.placeHelp'), ...refusals].join(' ')}
      onChange={event => {
        const found = places.find(each => keyOf(each) === event.target.value);
        if (found) onChange(found);
      }}
    >
      {places.map(each => (
        <MenuItem
          key={keyOf(each)}
          value={keyOf(each)}
          disabled={!each.ability.allowed}
        >
          {t('order.placeName', {
            environment: each.environment ?? each.namespace,
            team: each.tenant ?? '',
            place: keyOf(each),
          })}
        </MenuItem>
      ))}
    </TextField>
  );
}
