import type { Stage, Step } from '../plan/order.ts';

/** What happens during a deployment, as it happens. */
export type ApplyEvent =
  | { readonly kind: 'begin'; readonly steps: number }
  | { readonly kind: 'stage'; readonly stage: Stage; readonly steps: number }
  | { readonly kind: 'step-start'; readonly step: Step }
  | { readonly kind: 'step-done'; readonly step: Step; readonly milliseconds: number }
  | { readonly kind: 'step-failed'; readonly step: Step; readonly milliseconds: number; readonly error: unknown }
  | { readonly kind: 'verify'; readonly resources: number };
