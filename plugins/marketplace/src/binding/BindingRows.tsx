import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { Binding } from '@pilothouse/plugin-platform-common';
import { StatusLabel } from '@pilothouse/plugin-platform-react';
import { useState, type ReactNode } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { BindingDialog } from './BindingDialog';
import { useBindingWords } from './useBindingWords';

const useStyles = makeStyles(theme => ({
  rows: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
    '& p': { margin: theme.spacing(0.25, 0) },
  },
  about: { flex: '1 1 320px', minWidth: 0 },
  quiet: { color: theme.palette.text.secondary, fontSize: 13 },
  verb: { textTransform: 'none', alignSelf: 'flex-start' },
}));

/** Bindings, each with what it gives, what is wrong with it, and how it is taken away. */
export function BindingRows(props: {
  bindings: readonly Binding[];
  nameOf: (binding: Binding) => ReactNode;
}) {
  const classes = useStyles();
  return (
    <ul className={classes.rows}>
      {props.bindings.map(binding => (
        <Row
          key={`${binding.target.kind}/${binding.target.name}/${binding.target.namespace}/${binding.secret}`}
          binding={binding}
          name={props.nameOf(binding)}
        />
      ))}
    </ul>
  );
}

function Row({ binding, name }: { binding: Binding; name: ReactNode }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const words = useBindingWords();
  const [unbinding, setUnbinding] = useState(false);
  const { by, problems, secret, status, target } = binding;
  const verb = t('binding.unbind', { name: target.name });
  const uses = words.uses(binding);
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <div>{name}</div>
        <StatusLabel status={status} />
        {problems.map(problem => (
          <p key={problem.kind} role="status">
            <strong>{words.problem(problem, binding)}</strong>
          </p>
        ))}
        {uses.length === 0 && <p>{t('binding.nothing')}</p>}
        {uses.map(use => (
          <p key={use} className={classes.quiet}>
            {use}
          </p>
        ))}
        {by === 'hand' && (
          <p className={classes.quiet}>
            {t('binding.byHand')}. {t('binding.byHandWhy')}
          </p>
        )}
      </div>
      {by === 'portal' && (
        <Button
          variant="outlined"
          size="small"
          className={classes.verb}
          onClick={() => setUnbinding(true)}
        >
          {verb}
        </Button>
      )}
      {unbinding && (
        <Unbinding
          target={target}
          secret={secret}
          verb={verb}
          onClose={() => setUnbinding(false)}
        />
      )}
    </li>
  );
}

function Unbinding(props: {
  target: Binding['target'];
  secret: string;
  verb: string;
  onClose: () => void;
}) {
  const { target, secret, verb, onClose } = props;
  // What is looked at stays the same while the live view goes on.
  const [request] = useState({ kind: 'unbind' as const, secret, target });
  return (
    <BindingDialog
      title={verb}
      verb={verb}
      request={request}
      onClose={onClose}
    />
  );
}
