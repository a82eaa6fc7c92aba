CREATE TABLE "drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"payload" jsonb NOT NULL,
	"schema_version" integer NOT NULL,
	"step" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drafts_owner_idx" ON "drafts" USING btree ("workspace_id","user_id","updated_at");--> statement-breakpoint
CREATE INDEX "drafts_expires_at_idx" ON "drafts" USING btree ("expires_at");--> statement-breakpoint
-- Tells the studios which pages are out of date, whoever made the change and by whatever way. Equal notifications of one
-- transaction arrive once, so the payload names the endpoint and not the row. Listeners: lib/operations/follow-changes.ts.
CREATE FUNCTION caudal_tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  endpoint text;
BEGIN
  IF TG_TABLE_NAME = 'endpoints' THEN
    endpoint := NEW.name;
  ELSIF TG_TABLE_NAME = 'deployments' THEN
    SELECT e.name INTO endpoint FROM endpoints e WHERE e.id = NEW.endpoint_id;
  ELSIF TG_TABLE_NAME = 'instances' THEN
    SELECT e.name INTO endpoint FROM deployments d JOIN endpoints e ON e.id = d.endpoint_id WHERE d.id = NEW.deployment_id;
  ELSIF TG_TABLE_NAME IN ('operations', 'events') THEN
    endpoint := split_part(NEW.target_name, '/', 1);
  END IF;
  PERFORM pg_notify('changes', json_build_object(
    'workspace', NEW.workspace_id,
    'kind', CASE WHEN TG_TABLE_NAME IN ('operations', 'events', 'drafts') THEN TG_TABLE_NAME ELSE 'endpoints' END,
    'endpoint', endpoint
  )::text);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER endpoints_tell_insert AFTER INSERT ON "endpoints" FOR EACH ROW EXECUTE FUNCTION caudal_tell_change();
--> statement-breakpoint
CREATE TRIGGER endpoints_tell_update AFTER UPDATE ON "endpoints" FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION caudal_tell_change();
--> statement-breakpoint
CREATE TRIGGER deployments_tell_insert AFTER INSERT ON "deployments" FOR EACH ROW EXECUTE FUNCTION caudal_tell_change();
--> statement-breakpoint
CREATE TRIGGER deployments_tell_update AFTER UPDATE ON "deployments" FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION caudal_tell_change();
--> statement-breakpoint
CREATE TRIGGER instances_tell_insert AFTER INSERT ON "instances" FOR EACH ROW EXECUTE FUNCTION caudal_tell_change();
--> statement-breakpoint
CREATE TRIGGER instances_tell_update AFTER UPDATE ON "instances" FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION caudal_tell_change();
--> statement-breakpoint
CREATE TRIGGER operations_tell AFTER INSERT OR UPDATE ON "operations" FOR EACH ROW EXECUTE FUNCTION caudal_tell_change();
--> statement-breakpoint
CREATE TRIGGER events_tell AFTER INSERT ON "events" FOR EACH ROW EXECUTE FUNCTION caudal_tell_change();
--> statement-breakpoint
CREATE TRIGGER drafts_tell AFTER INSERT OR UPDATE ON "drafts" FOR EACH ROW EXECUTE FUNCTION caudal_tell_change();
