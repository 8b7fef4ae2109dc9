from sanxin.project.cli import main

raise SystemExit(main())
