#!/bin/sh
cd "$(dirname "$0")" && exec node --input-type=module --eval "
  import { serve } from 'toriijs/view/cgi'
  import { site } from './site.mjs'
  await serve(await site())"
