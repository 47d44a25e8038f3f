import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { DeletionItem } from '@pilothouse/plugin-platform-common';
import { creationTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: 14,
    margin: theme.spacing(1, 0),
    '& th, & td': {
      padding: theme.spacing(0.5, 1, 0.5, 0),
      textAlign: 'left',
      verticalAlign: 'top',
      fontWeight: 'inherit',
      overflowWrap: 'anywhere',
    },
    '& thead th': { color: theme.palette.text.secondary, fontWeight: 600 },
    '& summary': { cursor: 'pointer' },
    '& ul': { margin: 0, paddingLeft: theme.spacing(2) },
  },
  mono: { fontFamily: 'ui-monospace, monospace' },
}));

/** What belongs to a service, in the order in which it is deleted. */
export function Items(props: { items: readonly DeletionItem[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('deletion.what')}</th>
          <th scope="col">{t('deletion.name')}</th>
          <th scope="col">{t('deletion.where')}</th>
          <th scope="col">{t('deletion.found')}</th>
        </tr>
      </thead>
      <tbody>
        {props.items.map(item => (
          <tr key={`${item.part} ${item.where} ${item.name} ${item.found}`}>
            <th scope="row">{t(`deletion.part.${item.part}`)}</th>
            <td className={classes.mono}>{item.name}</td>
            <td className={classes.mono}>
              {item.where}
              {item.environment && ` (${item.environment})`}
            </td>
            <td>
              <Found item={item} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Found(props: { item: DeletionItem }) {
  const { t } = useTranslationRef(creationTranslationRef);
  const { because = '', found, objects, ready = 0, silentSince } = props.item;
  if (silentSince) return <>{t('deletion.unheard')}</>;
  if (found === 'unknown') return <>{t('deletion.unknown', { because })}</>;
  return (
    <>
      {t(`deletion.${found}`)}
      {ready > 0 && <div>{t('deletion.running', { count: ready })}</div>}
      {objects.length > 0 && (
        <details>
          <summary>{t('deletion.objects', { count: objects.length })}</summary>
          <ul>
            {objects.map(({ kind, name }) => (
              <li key={`${kind} ${name}`}>
                {kind} {name}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
