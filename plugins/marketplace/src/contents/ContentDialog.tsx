import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import type {
  Content,
  ContentField,
  ContentRequest,
  Contents,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { usePlatformClient } from '@pilothouse/plugin-platform-react';
import { useId, useMemo, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Effect, Problem } from '../order/Effect';
import { useOrder } from '../order/useOrder';
import { ActDialog } from '../page/ActDialog';
import { useWords } from '../words/useWords';
import { beginning, isName, problemWith, valuesFrom } from './entered';

/** Makes something that an instance holds, or changes it, after a look at what that does. */
export function ContentDialog(props: {
  contents: Contents;
  instanceRef: InstanceRef;
  /** What is to be changed; missing for something new. */
  content: Content | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const wordsOf = useWords();
  const nameId = useId();
  const { contents, instanceRef: ref, content, onClose } = props;
  const { fields } = contents;
  const [name, setName] = useState(content?.name ?? '');
  const [entered, setEntered] = useState(() => beginning(fields, content));
  // What it is now may change while one looks; what was begun with counts.
  const [begun] = useState(content);
  const request = useMemo((): ContentRequest | undefined => {
    const values = valuesFrom(fields, entered, begun);
    if (!values || !isName(name)) return undefined;
    return { ref, name, values, ...(begun && { changes: true }) };
  }, [begun, entered, fields, name, ref]);
  const { act, again, busy, problem, ready, state, takeOver, setTakeOver } =
    useOrder({
      request,
      preview: client.marketplace.contentPreview,
      make: client.marketplace.makeContent,
      onDone: onClose,
    });
  const one = wordsOf(contents.one);
  const isWrong = name !== '' && !isName(name);
  return (
    <ActDialog
      title={
        begun
          ? t('contents.changeTitle', { one, name })
          : t('contents.addTitle', { one, instance: ref.name })
      }
      verb={t(begun ? 'contents.change' : 'contents.addVerb', { name })}
      cancel={t('contents.cancel')}
      ready={ready}
      busy={busy}
      maxWidth="sm"
      narrow="xs"
      onAct={act}
      onClose={onClose}
    >
      {!begun && (
        <TextField
          id={nameId}
          fullWidth
          required
          margin="dense"
          label={t('contents.name')}
          value={name}
          error={isWrong}
          helperText={isWrong ? t('contents.wrongName') : undefined}
          disabled={busy}
          autoComplete="off"
          onChange={event => setName(event.target.value)}
        />
      )}
      {fields.map((field, i) => (
        <Field
          key={field.path.join('.')}
          field={field}
          entered={entered[i] ?? ''}
          before={begun?.values[i]}
          isNew={!begun}
          disabled={busy}
          onChange={text =>
            setEntered(entered.map((was, j) => (j === i ? text : was)))
          }
        />
      ))}
      <Effect
        state={state}
        takeOver={takeOver}
        onTakeOver={setTakeOver}
        onAgain={again}
        isChange={begun !== undefined}
        countsNothing
      />
      {problem && (
        <Problem
          error={problem}
          isChange={begun !== undefined}
          onAgain={again}
        />
      )}
    </ActDialog>
  );
}

function Field(props: {
  field: ContentField;
  entered: string;
  before: number | string | null | undefined;
  isNew: boolean;
  disabled: boolean;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const id = useId();
  const { field, entered, before, isNew, disabled } = props;
  const { minimum, maximum, options, help } = field;
  const problem = problemWith(field, entered, before);
  const stays =
    field.later === 'stays' &&
    !isNew &&
    before !== null &&
    before !== undefined;
  // Others may have given it a value that is not offered.
  const choices =
    options && new Set([...options, ...(before ? [String(before)] : [])]);
  const wrong = () => {
    if (options) {
      return t('contents.wrong.text', { options: options.join(', ') });
    }
    const ends = { from: String(minimum), to: String(maximum) };
    if (minimum !== undefined && maximum !== undefined) {
      return t('contents.wrong.range', ends);
    }
    if (minimum !== undefined) return t('contents.wrong.from', ends);
    return maximum === undefined
      ? t('contents.wrong.number')
      : t('contents.wrong.to', ends);
  };
  const told = () => {
    if (stays) return t('contents.stays');
    if (problem === 'grows') {
      return t('contents.grows', { before: String(before) });
    }
    if (problem) return wrong();
    return help && wordsOf(help);
  };
  return (
    <TextField
      id={id}
      fullWidth
      margin="dense"
      label={wordsOf(field.title)}
      value={entered}
      select={options !== undefined}
      error={problem !== undefined}
      helperText={told()}
      disabled={disabled || stays}
      inputProps={
        options
          ? {}
          : {
              inputMode: field.type === 'integer' ? 'numeric' : 'text',
              autoComplete: 'off',
            }
      }
      InputLabelProps={{ shrink: true }}
      SelectProps={{ displayEmpty: true }}
      onChange={event => props.onChange(event.target.value)}
    >
      {options && <MenuItem value="">{t('contents.usual')}</MenuItem>}
      {[...(choices ?? [])].map(option => (
        <MenuItem key={option} value={option}>
          {option}
        </MenuItem>
      ))}
    </TextField>
  );
}
