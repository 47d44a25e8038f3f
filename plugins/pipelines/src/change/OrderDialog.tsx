import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import LinearProgress from '@material-ui/core/LinearProgress';
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type { PipelineRunDetail } from '@pilothouse/plugin-platform-common';
import { Failure, problemOf } from '@pilothouse/plugin-platform-react';
import { useId, useState, type FormEvent } from 'react';
import { pipelinesTranslationRef } from '../language/ref';
import { ParameterField } from './ParameterField';
import { GivenOrderLine } from '../run/GivenOrders';
import { answerTo, isAnswered, startOf, type Order, type Typed } from './order';
import { useOrderWords } from './useOrderWords';
import { useOrders } from './useOrders';

/** Something to be done to a run: what it does first, then the verb. */
export function OrderDialog(props: {
  entityRef: string;
  run: PipelineRunDetail;
  order: Order;
  onClose: () => void;
  onDone: (order: Order) => void;
}) {
  const { run, order, onClose } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const titleId = useId();
  const words = useOrderWords(run);
  const orders = useOrders(props.entityRef, run, props.onDone);
  const [typed, setTyped] = useState<Typed>({});
  const parameters = order.kind === 'proceed' ? order.input.parameters : [];
  const answered = !orders.busy && isAnswered(order, run);
  const isLost = orders.problem && problemOf(orders.problem) === 'lost';
  const given = answered ? answerTo(order, run) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void orders.act({ order, typed });
  };
  const { effect, verb, title } = words(order);
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      fullScreen={narrow}
      // What is under way is not called off by looking away, and its answer is told here.
      onClose={() => !orders.busy && onClose()}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          {'input' in order && (
            <p>
              <strong>{order.input.message}</strong>
            </p>
          )}
          {!answered && effect.map(line => <p key={line}>{line}</p>)}
          {!answered &&
            parameters.map(parameter => (
              <ParameterField
                key={parameter.name}
                parameter={parameter}
                value={typed[parameter.name] ?? startOf(parameter)}
                disabled={orders.busy}
                onChange={value =>
                  setTyped(before => ({ ...before, [parameter.name]: value }))
                }
              />
            ))}
          {!answered && orders.problem && (
            <Problem error={orders.problem} order={order} />
          )}
          <div role="status">
            {answered && <p>{t('problem.answered.title')}</p>}
            {given && (
              <p>
                <GivenOrderLine order={given} />
              </p>
            )}
            {orders.busy && (
              <>
                <p>{t('order.sending')}</p>
                <LinearProgress />
              </>
            )}
          </div>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={orders.busy}>
            {t(answered || isLost ? 'order.close' : 'order.cancel')}
          </Button>
          {!answered && !isLost && (
            <Button
              type="submit"
              color="primary"
              variant="contained"
              // Names are told as they are written.
              style={{ textTransform: 'none' }}
              disabled={orders.busy}
            >
              {verb}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Problem({ error, order }: { error: Error; order: Order }) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const problem = whyNot(problemOf(error), order);
  return (
    <Failure
      title={t(`problem.${problem}.title`)}
      advice={t(`problem.${problem}.advice`)}
      error={error}
    />
  );
}

/** Why an order was not taken, as it is said of orders to runs. */
function whyNot(problem: ReturnType<typeof problemOf>, order: Order) {
  switch (problem) {
    case 'gone':
      return 'input' in order ? 'answered' : problem;
    // Runs have none.
    case 'quota':
      return 'refused';
    default:
      return problem;
  }
}
