import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  BindingChoices,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { useId } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { useRefusal } from '../words/useRefusal';
import { useWords } from '../words/useWords';
import { keysOf, notProposed, targetKey, type Entered } from './editing';
import { Variables } from './Variables';

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'grid',
    gap: theme.spacing(2),
    margin: theme.spacing(1, 0),
  },
  refused: {
    '& summary': { cursor: 'pointer' },
    '& li': { overflowWrap: 'anywhere' },
  },
}));

interface Part {
  choices: BindingChoices;
  instanceRef: InstanceRef;
  entered: Entered;
  onChange: (entered: Entered) => void;
}

/** Which workload gets the credentials, and how. */
export function BindingForm(props: Part) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const id = useId();
  const wordsOf = useWords();
  const { choices, instanceRef, entered, onChange } = props;
  const secret = choices.secrets.find(each => each.secret === entered.secret);
  const hasKeys = secret !== undefined && secret.keys.length > 0;
  return (
    <div className={classes.fields}>
      <WhichWorkload {...props} />
      <WhichSecret {...props} />
      <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
        <legend id={id}>
          {t(choices.open ? 'binding.form.howAddress' : 'binding.form.how')}
        </legend>
        <RadioGroup
          row
          aria-labelledby={id}
          value={entered.form}
          onChange={(_, form) =>
            onChange({ ...entered, form: form === 'env' ? 'env' : 'files' })
          }
        >
          <FormControlLabel
            value="env"
            control={<Radio color="primary" />}
            label={t('binding.form.env')}
          />
          <FormControlLabel
            value="files"
            control={<Radio color="primary" />}
            label={t('binding.form.files')}
          />
        </RadioGroup>
        {entered.form === 'files' ? (
          <p>{t('binding.form.filesHelp', { name: instanceRef.name })}</p>
        ) : (
          <>
            {!hasKeys && (
              <TextField
                id={`${id}-keys`}
                fullWidth
                label={t('binding.form.keys')}
                helperText={t('binding.form.noKeys')}
                value={entered.keys}
                onChange={event =>
                  onChange({ ...entered, keys: event.target.value })
                }
              />
            )}
            <Variables
              entered={entered}
              onChange={onChange}
              keys={keysOf(secret, entered)}
            />
          </>
        )}
        <p>
          {choices.open
            ? `${wordsOf(choices.open)} ${t('binding.form.address')}`
            : t('binding.form.never')}
        </p>
      </fieldset>
    </div>
  );
}

function WhichWorkload({ choices, instanceRef, entered, onChange }: Part) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const id = useId();
  const allowed = choices.targets.filter(({ ability }) => ability.allowed);
  const chosen = allowed.find(each => targetKey(each) === entered.target);
  const place = `${instanceRef.cluster}/${instanceRef.namespace}`;
  return (
    <>
      {allowed.length === 0 ? (
        <p>{t('binding.form.noTargets', { place })}</p>
      ) : (
        <TextField
          id={`${id}-target`}
          select
          SelectProps={{ native: true }}
          InputLabelProps={{ shrink: true }}
          label={t('binding.form.service')}
          value={entered.target ?? ''}
          onChange={event =>
            onChange({
              ...entered,
              target: event.target.value || undefined,
              container: undefined,
            })
          }
        >
          <option value="">{t('binding.form.choose')}</option>
          {allowed.map(each => (
            <option key={targetKey(each)} value={targetKey(each)}>
              <TargetName {...each} />
            </option>
          ))}
        </TextField>
      )}
      {chosen && chosen.containers.length > 1 && (
        <TextField
          id={`${id}-container`}
          select
          SelectProps={{ native: true }}
          label={t('binding.form.container')}
          value={entered.container ?? chosen.containers[0]}
          onChange={event =>
            onChange({ ...entered, container: event.target.value })
          }
        >
          {chosen.containers.map(name => (
            <option key={name}>{name}</option>
          ))}
        </TextField>
      )}
      <Refused choices={choices} />
    </>
  );
}

function TargetName({
  target: { kind, name },
  services,
}: BindingChoices['targets'][number]) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const [service] = services;
  return (
    <>
      {service
        ? t('binding.form.target', { service: service.title, kind, name })
        : `${kind} ${name}`}
    </>
  );
}

/** What cannot be bound, and why. */
function Refused({ choices }: Pick<Part, 'choices'>) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const refusal = useRefusal();
  const refused = choices.targets.filter(({ ability }) => !ability.allowed);
  const { elsewhere } = choices;
  return refused.length + elsewhere.length === 0 ? null : (
    <details className={classes.refused}>
      <summary>{t('binding.form.refused')}</summary>
      <ul>
        {refused.map(each => (
          <li key={targetKey(each)}>
            <TargetName {...each} /> – {refusal(each.ability)}
          </li>
        ))}
        {elsewhere.map(({ entityRef, title, places }) => (
          <li key={entityRef}>
            {title} –{' '}
            {t('binding.form.elsewhere', { places: places.join(', ') })}
          </li>
        ))}
      </ul>
    </details>
  );
}

function WhichSecret({ choices, entered, onChange }: Part) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const id = useId();
  return choices.secrets.length < 2 ? null : (
    <TextField
      id={id}
      select
      SelectProps={{ native: true }}
      label={t('binding.form.secret')}
      value={entered.secret ?? ''}
      onChange={event => {
        const secret = event.target.value;
        const found = choices.secrets.find(each => each.secret === secret);
        const without = found ? notProposed(found) : [];
        onChange({ ...entered, secret, without, renamed: {} });
      }}
    >
      {choices.secrets.map(({ secret, title }) => (
        <option key={secret} value={secret}>
          {wordsOf(title)} · {secret}
        </option>
      ))}
    </TextField>
  );
}
