import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { PreviewObject } from '@pilothouse/plugin-platform-common';
import { creationTranslationRef } from '../language/ref';
import { objectGroups } from './groups';
import { kindText } from './kind';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(1, 0),
    '& summary': { cursor: 'pointer', padding: theme.spacing(0.5, 0) },
  },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: 14,
    '& th, & td': {
      padding: theme.spacing(0.5, 1, 0.5, 0),
      textAlign: 'left',
      verticalAlign: 'top',
      overflowWrap: 'anywhere',
    },
    '& tbody > tr > :first-child': { whiteSpace: 'nowrap' },
    '& thead th': { color: theme.palette.text.secondary },
  },
  mono: { fontFamily: 'ui-monospace, monospace' },
}));

/** Objects that will come to be, by environment. */
export function Objects(props: { objects: readonly PreviewObject[] }) {
  const { t } = useTranslationRef(creationTranslationRef);
  return (
    <>
      {objectGroups(props.objects).map(({ environment, objects }) => (
        <Group
          key={environment ?? ''}
          title={
            environment === undefined
              ? t('preview.shared')
              : t('preview.inEnvironment', { environment })
          }
          objects={objects}
        />
      ))}
    </>
  );
}

function Group(props: { title: string; objects: readonly PreviewObject[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  const { objects, title } = props;
  const count = t('preview.objects', { count: objects.length });
  return (
    <details className={classes.root} open>
      <summary>
        {title} · {count}
      </summary>
      <table className={classes.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t('preview.kind')}</th>
            <th scope="col">{t('preview.name')}</th>
            <th scope="col">{t('preview.where')}</th>
          </tr>
        </thead>
        <tbody>
          {objects.map(({ kind, name, system, where }) => (
            <tr key={`${system} ${where} ${kind} ${name}`}>
              <td>{kindText({ kind, system }, t)}</td>
              <td className={classes.mono}>{name}</td>
              <td className={classes.mono}>{where}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
