import {
  Content,
  EmptyState,
  Link,
  Progress,
  Table,
  type TableColumn,
} from '@backstage/core-components';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import scaffolderPlugin, {
  scaffolderTranslationRef,
} from '@backstage/plugin-scaffolder/alpha';
import {
  scaffolderApiRef,
  type ScaffolderTask,
} from '@backstage/plugin-scaffolder-react';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import {
  Failure,
  RelativeTime,
  StatusShape,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useState, type ComponentProps } from 'react';
import { appTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  status: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& .inner': { stroke: theme.palette.background.paper },
  },
}));

type Whose = 'owned' | 'all';

const shapes: Record<
  ScaffolderTask['status'],
  ComponentProps<typeof StatusShape>['status']
> = {
  open: 'progressing',
  processing: 'progressing',
  completed: 'healthy',
  failed: 'failed',
  cancelled: 'unknown',
  skipped: 'unknown',
};

/** Runs of templates, one's own or all that one may see. */
export function TasksPage() {
  const { t } = useTranslationRef(scaffolderTranslationRef);
  const { t: say } = useTranslationRef(appTranslationRef);
  const api = useApi(scaffolderApiRef);
  const [whose, choose] = useState<Whose>('owned');
  const [{ page, size }, turn] = useState({ page: 0, size: 10 });
  const columns = useColumns();
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['scaffolder.tasks', whose, page, size],
    queryFn: async () => {
      if (!api.listTasks) {
        throw new Error('The scaffolder lists no runs');
      }
      return api.listTasks({
        filterByOwnership: whose,
        limit: size,
        offset: page * size,
      });
    },
    staleTime: 0,
  });
  return (
    <Content>
      <TextField
        id="whose-tasks"
        select
        label={t('ownerListPicker.title')}
        SelectProps={{ native: true }}
        InputLabelProps={{ shrink: true }}
        value={whose}
        onChange={({ target: { value } }) => {
          choose(value === 'all' ? 'all' : 'owned');
          turn({ page: 0, size });
        }}
      >
        {(['owned', 'all'] as const).map(each => (
          <option key={each} value={each}>
            {t(`ownerListPicker.options.${each}`)}
          </option>
        ))}
      </TextField>
      {error && (
        <Failure
          title={say('task.unread')}
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {!error && !data && <Progress />}
      {data && (
        <Table
          title={t('listTaskPage.content.tableTitle')}
          columns={columns}
          data={data.tasks}
          page={page}
          totalCount={data.totalTasks ?? data.tasks.length}
          options={{ pageSize: size, emptyRowsWhenPaging: false }}
          onPageChange={next => turn({ page: next, size })}
          onRowsPerPageChange={next => turn({ page: 0, size: next })}
          emptyContent={
            <EmptyState
              missing="content"
              title={t('listTaskPage.content.emptyState.title')}
            />
          }
        />
      )}
    </Content>
  );
}

function useColumns(): TableColumn<ScaffolderTask>[] {
  const { t } = useTranslationRef(scaffolderTranslationRef);
  const { t: say } = useTranslationRef(appTranslationRef);
  const classes = useStyles();
  const root = useRouteRef(scaffolderPlugin.routes.root);
  return [
    {
      title: t('listTaskPage.content.tableCell.taskID'),
      field: 'id',
      render: ({ id }) => <Link to={`${root?.()}/tasks/${id}`}>{id}</Link>,
    },
    {
      title: t('listTaskPage.content.tableCell.template'),
      render: ({ spec: { templateInfo } }) =>
        templateInfo && <EntityRefLink entityRef={templateInfo.entityRef} />,
    },
    {
      title: t('listTaskPage.content.tableCell.created'),
      field: 'createdAt',
      render: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      title: t('listTaskPage.content.tableCell.owner'),
      render: ({ spec: { user } }) =>
        user?.ref ? <EntityRefLink entityRef={user.ref} /> : say('task.nobody'),
    },
    {
      title: t('listTaskPage.content.tableCell.status'),
      field: 'status',
      render: ({ status }) => (
        <span className={classes.status}>
          <StatusShape status={shapes[status]} />
          {say(`task.status.${status}`)}
        </span>
      ),
    },
  ];
}
