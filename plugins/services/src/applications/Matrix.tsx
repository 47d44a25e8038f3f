import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { servicesTranslationRef } from '../language/ref';
import { EnvironmentCell } from '../list/EnvironmentCell';
import { NothingHere } from '../list/NothingHere';
import { ServiceName } from '../list/ServiceName';

const useStyles = makeStyles(theme => ({
  scroller: { overflowX: 'auto' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: 14,
    '& th, & td': {
      minWidth: 110,
      maxWidth: 240,
      padding: theme.spacing(0.75, 1.5, 0.75, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      textAlign: 'left',
      fontWeight: 'normal',
      verticalAlign: 'baseline',
    },
    '& thead th': {
      borderTop: 0,
      fontSize: 12,
      color: theme.palette.text.secondary,
    },
  },
}));

/** Services by environments: state, version and replicas of each. */
export function Matrix(props: {
  name: string;
  services: readonly ServiceView[];
  environments: readonly (string | undefined)[];
  manyClusters: boolean;
  allAnswer: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const environments = props.environments.filter(name =>
    props.services.some(view =>
      view.cells.some(cell => cell.environment === name),
    ),
  );
  return (
    <div className={classes.scroller}>
      <table
        className={classes.table}
        aria-label={t('applications.services', { name: props.name })}
      >
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            {environments.map(name => (
              <th key={name ?? ''} scope="col">
                {name ?? t('column.noEnvironment')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.services.map(view => (
            <Row
              key={view.key}
              view={view}
              environments={environments}
              manyClusters={props.manyClusters}
              allAnswer={props.allAnswer}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: {
  view: ServiceView;
  environments: readonly (string | undefined)[];
  manyClusters: boolean;
  allAnswer: boolean;
}) {
  return (
    <tr>
      <th scope="row">
        <ServiceName view={props.view} />
      </th>
      {props.environments.map(name => {
        const cell = props.view.cells.find(each => each.environment === name);
        return (
          <td key={name ?? ''}>
            {cell ? (
              <EnvironmentCell
                cell={cell}
                manyClusters={props.manyClusters}
                roomy
              />
            ) : (
              <NothingHere view={props.view} allAnswer={props.allAnswer} />
            )}
          </td>
        );
      })}
    </tr>
  );
}
