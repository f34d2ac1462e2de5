import type { Measured } from '../../run/measure.ts';
import { delayPlot } from './delay-plot.ts';
import { fakesPlot } from './fakes-plot.ts';
import { ratioPlot } from './ratio-plot.ts';

/** Every plot by name. */
export function plotsOf(measured: Measured): ReadonlyMap<string, string> {
  return new Map([
    ['delays', delayPlot(measured)],
    ['ratio', ratioPlot(measured)],
    ['fakes', fakesPlot(measured)],
  ]);
}
