ALTER TABLE "environment_builds" ADD COLUMN "last_used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deployment_revisions" ADD COLUMN "environment_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "environment_builds" DROP COLUMN "warnings";