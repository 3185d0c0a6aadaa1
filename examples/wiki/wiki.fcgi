#!/bin/sh
cd "$(dirname "$0")" && exec node --input-type=module --eval "
  import { serve } from 'toriijs/view/fastcgi'
  import { site } from './site.mjs'
  await serve(await site(), process.env.WIKI_SOCKET ? { path: process.env.WIKI_SOCKET, mode: 0o660 } : { fd: 0 })"
